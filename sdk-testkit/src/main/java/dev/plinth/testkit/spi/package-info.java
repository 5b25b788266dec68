/** Parts of the local platform that other artifacts provide. They are found by {@link java.util.ServiceLoader}. */
package dev.plinth.testkit.spi;
