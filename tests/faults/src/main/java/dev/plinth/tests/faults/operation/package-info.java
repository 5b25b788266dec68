/** What the SDK is asked to do, and what has to be true afterwards. */
@NullMarked
package dev.plinth.tests.faults.operation;

import org.jspecify.annotations.NullMarked;
