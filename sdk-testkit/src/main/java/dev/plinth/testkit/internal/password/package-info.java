/** Password hashes that the JDK does not have: bcrypt, scrypt and Argon2. */
package dev.plinth.testkit.internal.password;
