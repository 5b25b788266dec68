/**
 * Where behaviour tests get their platform from: an embedded one, or the one that {@code -Dplinth.stack=FILE} describes.
 */
@NullMarked
package dev.plinth.tests.stack;

import org.jspecify.annotations.NullMarked;
