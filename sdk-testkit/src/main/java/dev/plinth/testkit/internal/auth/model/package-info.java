/** The Auth server's state, settings and errors. */
package dev.plinth.testkit.internal.auth.model;
