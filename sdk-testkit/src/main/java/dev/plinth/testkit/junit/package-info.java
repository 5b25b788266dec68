/** A local platform in JUnit tests. */
package dev.plinth.testkit.junit;
