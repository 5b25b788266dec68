/** Buckets and objects of a project. Start at {@link dev.plinth.storage.StorageClient}. */
@NullMarked
package dev.plinth.storage;

import org.jspecify.annotations.NullMarked;
