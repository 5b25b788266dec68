/** Lists of objects, by page, by cursor and folder by folder. */
@NullMarked
package dev.plinth.storage.internal.list;

import org.jspecify.annotations.NullMarked;
