/** As much of HTTP/1.1 as it takes to find where a message ends. */
@NullMarked
package dev.plinth.tests.faults.wire;

import org.jspecify.annotations.NullMarked;
