package dev.plinth.storage.vectors;

import dev.plinth.storage.vectors.internal.ScanSettings;

/** Options for listing the vectors of an index. Not thread-safe. */
public sealed interface VectorScanOptions permits ScanSettings {

    /**
     * Sets whether the components are returned.
     *
     * @param returnData true to return them; false by default
     * @return these options
     */
    VectorScanOptions returnData(boolean returnData);

    /**
     * Sets whether the metadata is returned.
     *
     * @param returnMetadata true to return it; false by default
     * @return these options
     */
    VectorScanOptions returnMetadata(boolean returnMetadata);

    /**
     * Lists only one segment of the index, so that several threads or processes can list it in parallel: each lists
     * another segment, and all of them together every vector once.
     *
     * @param segmentIndex the segment, from 0 to {@code segmentCount - 1}
     * @param segmentCount the number of segments, 1 to 16
     * @return these options
     * @throws IllegalArgumentException if a number is outside its range
     */
    VectorScanOptions segment(int segmentIndex, int segmentCount);

    /**
     * Sets how many vectors are requested at a time. A page that is too large to be read is requested again in smaller
     * ones.
     *
     * @param size the number, 1 to 1000; 1000 by default
     * @return these options
     * @throws IllegalArgumentException if the number is outside this range
     */
    VectorScanOptions pageSize(int size);

    /**
     * Continues a list after the page that returned this token.
     *
     * @param pageToken the token of a {@link dev.plinth.core.Page}
     * @return these options
     */
    VectorScanOptions pageToken(String pageToken);
}
