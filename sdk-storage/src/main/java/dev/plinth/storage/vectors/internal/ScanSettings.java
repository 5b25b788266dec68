package dev.plinth.storage.vectors.internal;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.vectors.VectorScanOptions;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a list of vectors. */
public final class ScanSettings implements VectorScanOptions {

    private static final int MAX_PAGE_SIZE = 1000;
    private static final int MAX_SEGMENTS = 16;

    boolean data;
    boolean metadata;
    int segmentIndex;

    /** 0 for the whole index. */
    int segmentCount;

    int pageSize = MAX_PAGE_SIZE;

    @Nullable
    String pageToken;

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
        segmentCount = (int) VectorRules.checkRange("segmentCount", count, 1, MAX_SEGMENTS);
        segmentIndex = (int) VectorRules.checkRange("segmentIndex", index, 0, count - 1L);
        return this;
    }

    @Override
    public ScanSettings pageSize(int size) {
        pageSize = (int) VectorRules.checkRange("size", size, 1, MAX_PAGE_SIZE);
        return this;
    }

    @Override
    public ScanSettings pageToken(String token) {
        pageToken = Arguments.present(token, "pageToken");
        return this;
    }
}
