package dev.plinth.tests.hostile;

import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.PlinthException;
import dev.plinth.core.Secret;
import dev.plinth.core.View;
import dev.plinth.storage.Download;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads everything that can be read of a value, and writes down how each object shows itself. */
final class Reached {

    /** What asks the server, or never ends, is no accessor. */
    private static final Set<String> NOT_READ = Set.of(
            "refresh",
            "renew",
            "keepFresh",
            "close",
            "body",
            "stream",
            "iterator",
            "first",
            "total",
            "pages",
            "reveal",
            "hashCode",
            "toString",
            "getClass",
            "notify",
            "notifyAll",
            "wait",
            "fillInStackTrace",
            "printStackTrace");

    private static final int MOST_ITEMS = 50;

    /** Builders make new objects for ever. */
    private static final int DEEPEST = 8;

    final StringBuilder text = new StringBuilder();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Consumer<Throwable> surprised;
    private int depth;

    /**
     * Prepares to read.
     *
     * @param surprised gets what an accessor throws
     */
    Reached(Consumer<Throwable> surprised) {
        this.surprised = surprised;
    }

    Reached of(Object value) {
        if (value == null || depth > DEEPEST || !seen.add(value)) {
            return this;
        }
        depth++;
        visit(value);
        depth--;
        return this;
    }

    private void visit(Object value) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(this::of);
        } else if (value instanceof Map<?, ?> map) {
            show(map);
            map.values().forEach(this::of);
        } else if (value instanceof PagedIterable<?> pages) {
            pages(pages);
        } else if (value instanceof Iterable<?> items && !(value instanceof java.nio.file.Path)) {
            show(items);
            items.forEach(this::of);
        } else if (value instanceof Download download) {
            show(download);
            accessors(download);
            read(download);
        } else if (value instanceof Throwable thrown) {
            thrown(thrown);
        } else if (ours(value)) {
            show(value);
            accessors(value);
        }
    }

    private static boolean ours(Object value) {
        return value.getClass().getName().startsWith("dev.plinth.")
                && !value.getClass().getName().startsWith("dev.plinth.tests");
    }

    private static boolean builds(Object value) {
        return value.getClass().getSimpleName().endsWith("Builder");
    }

    private void show(Object value) {
        text.append(value.getClass().getSimpleName())
                .append(" shows ")
                .append(value)
                .append('\n');
    }

    private void pages(PagedIterable<?> pages) {
        show(pages);
        List<Object> items = new ArrayList<>();
        int count = 0;
        for (Page<?> page : pages.pages()) {
            of(page);
            items.addAll(page.items());
            if (++count >= MOST_ITEMS) {
                break;
            }
        }
        items.stream().limit(MOST_ITEMS).forEach(this::of);
    }

    private void read(Download download) {
        try (download) {
            download.bytes(1 << 20);
        }
    }

    private void thrown(Throwable thrown) {
        text.append(thrown).append('\n');
        if (thrown instanceof PlinthException) {
            accessors(thrown);
        }
        of(thrown.getCause());
        for (Throwable suppressed : thrown.getSuppressed()) {
            of(suppressed);
        }
    }

    private void accessors(Object value) {
        if (value instanceof View<?> || value instanceof Secret || builds(value)) {
            return;
        }
        for (Method method : value.getClass().getMethods()) {
            boolean accessor = method.getParameterCount() == 0
                    && method.getReturnType() != void.class
                    && !Modifier.isStatic(method.getModifiers())
                    && !method.getDeclaringClass().getName().startsWith("java.")
                    && !NOT_READ.contains(method.getName());
            if (accessor) {
                try {
                    Object read = Programs.call(method, value);
                    if (value instanceof Throwable) {
                        text.append(method.getName())
                                .append(" is ")
                                .append(read)
                                .append('\n');
                    }
                    of(read);
                } catch (Exception e) {
                    surprised.accept(e);
                }
            }
        }
    }
}
