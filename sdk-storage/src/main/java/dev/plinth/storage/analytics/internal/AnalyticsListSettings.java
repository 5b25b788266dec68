package dev.plinth.storage.analytics.internal;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.analytics.AnalyticsListOptions;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a list of analytics buckets. */
public final class AnalyticsListSettings implements AnalyticsListOptions {

    @Nullable
    String search;

    boolean descending;

    @Override
    public AnalyticsListSettings search(String text) {
        search = Arguments.required(text, "text");
        return this;
    }

    @Override
    public AnalyticsListSettings descending() {
        descending = true;
        return this;
    }
}
