/** An embedded platform for tests. */
package dev.plinth.testkit;
