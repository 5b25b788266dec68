/** Buckets and objects of a project. The entry point is {@link dev.plinth.storage.StorageClient}. */
@NullMarked
package dev.plinth.storage;

import org.jspecify.annotations.NullMarked;
