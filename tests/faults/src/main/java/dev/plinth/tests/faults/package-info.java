/** What the SDK does on networks that fail: every operation, under every fault, judged. */
@NullMarked
package dev.plinth.tests.faults;

import org.jspecify.annotations.NullMarked;
