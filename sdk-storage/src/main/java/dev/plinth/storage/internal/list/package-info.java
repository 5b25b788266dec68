/** Lists of objects, by cursor, and by offset folder by folder. */
@NullMarked
package dev.plinth.storage.internal.list;

import org.jspecify.annotations.NullMarked;
