/** The Auth server (GoTrue): users, sessions, mails, factors, and their HTTP API. */
package dev.plinth.testkit.internal.auth;
