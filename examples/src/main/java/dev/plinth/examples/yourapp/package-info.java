/** An application of your own, and its tests. */
@NullMarked
package dev.plinth.examples.yourapp;

import org.jspecify.annotations.NullMarked;
