/** Users, sessions and what else the Auth server remembers, its settings and its errors. */
package dev.plinth.testkit.internal.auth.model;
