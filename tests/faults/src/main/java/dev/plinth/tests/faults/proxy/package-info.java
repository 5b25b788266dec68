/** The proxy between the SDK and the platform, which does what a fault says. */
@NullMarked
package dev.plinth.tests.faults.proxy;

import org.jspecify.annotations.NullMarked;
