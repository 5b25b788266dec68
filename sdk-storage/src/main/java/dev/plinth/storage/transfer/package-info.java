/**
 * Resumable uploads, parallel downloads and directory transfers, which can be continued after failures and restarts.
 */
@NullMarked
package dev.plinth.storage.transfer;

import org.jspecify.annotations.NullMarked;
