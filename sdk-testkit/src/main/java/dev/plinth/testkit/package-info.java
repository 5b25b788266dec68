/** An embedded platform for tests. The entry point is {@link dev.plinth.testkit.LocalPlatform}. */
package dev.plinth.testkit;
