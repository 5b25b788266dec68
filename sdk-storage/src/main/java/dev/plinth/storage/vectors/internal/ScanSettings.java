package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.VectorScanOptions;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a list of vectors. */
public final class ScanSettings implements VectorScanOptions {

    private static final int LARGEST_PAGE = 1000;
    private static final int MOST_SEGMENTS = 16;

    boolean data;
    boolean metadata;
    int segmentIndex;

    /** 0 for the whole index. */
    int segmentCount;

    int pageSize = LARGEST_PAGE;

    @Nullable
    String start;

    @Override
    public ScanSettings returnData(boolean returnData) {
        data = returnData;
        return this;
    }

    @Override
    public ScanSettings returnMetadata(boolean returnMetadata) {
        metadata = returnMetadata;
        return this;
    }

    @Override
    public ScanSettings segment(int index, int count) {
        segmentCount = (int) VectorRules.within("segmentCount", count, 1, MOST_SEGMENTS);
        segmentIndex = (int) VectorRules.within("segmentIndex", index, 0, count - 1L);
        return this;
    }

    @Override
    public ScanSettings pageSize(int size) {
        pageSize = (int) VectorRules.within("size", size, 1, LARGEST_PAGE);
        return this;
    }

    @Override
    public ScanSettings pageToken(String pageToken) {
        start = Arguments.present(pageToken, "pageToken");
        return this;
    }
}
