package dev.plinth.storage.analytics;

import dev.plinth.storage.analytics.internal.AnalyticsListSettings;

/** Options for a list of analytics buckets. Not thread-safe. */
public sealed interface AnalyticsListOptions permits AnalyticsListSettings {

    /**
     * Lists only buckets whose name contains a text.
     *
     * @param text the text
     * @return these options
     */
    AnalyticsListOptions search(String text);

    /**
     * Sorts by name in descending order. By default the order is ascending.
     *
     * @return these options
     */
    AnalyticsListOptions descending();
}
