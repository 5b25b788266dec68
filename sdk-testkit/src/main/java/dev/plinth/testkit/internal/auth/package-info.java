/** The Auth server (GoTrue): users, sessions, mails, factors, and the HTTP that speaks of them. */
package dev.plinth.testkit.internal.auth;
