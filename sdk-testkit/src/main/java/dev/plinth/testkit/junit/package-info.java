/** A JUnit extension that runs a local platform. */
package dev.plinth.testkit.junit;
