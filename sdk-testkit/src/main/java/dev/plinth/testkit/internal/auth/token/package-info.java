/** Keys, tokens and codes of the Auth server. */
package dev.plinth.testkit.internal.auth.token;
