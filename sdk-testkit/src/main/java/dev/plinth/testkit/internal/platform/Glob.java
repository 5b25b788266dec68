package dev.plinth.testkit.internal.platform;

import org.jspecify.annotations.Nullable;

/** The pattern language of policies and faults: {@code *} within a segment, {@code **} across, <code>{uid}</code> the caller. */
public final class Glob {
    private static final String UID = "{uid}";

    private Glob() {}

    public static boolean matches(String pattern, String name, @Nullable String userId) {
        if (!pattern.contains(UID)) {
            return matches(pattern, 0, name, 0);
        }
        return userId != null && matches(pattern.replace(UID, userId), 0, name, 0);
    }

    private static boolean matches(String pattern, int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        if (pattern.charAt(p) != '*') {
            return n < name.length() && pattern.charAt(p) == name.charAt(n) && matches(pattern, p + 1, name, n + 1);
        }
        boolean across = pattern.startsWith("**", p);
        int next = p + (across ? 2 : 1);
        for (int i = n; i <= name.length(); i++) {
            if (matches(pattern, next, name, i)) {
                return true;
            }
            if (i < name.length() && !across && name.charAt(i) == '/') {
                return false;
            }
        }
        return false;
    }
}
