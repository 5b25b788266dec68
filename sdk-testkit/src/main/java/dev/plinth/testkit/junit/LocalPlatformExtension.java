package dev.plinth.testkit.junit;

import dev.plinth.testkit.Faults;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalPlatformBuilder;
import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.Outbox;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a local platform for the tests of a class, forgets all data before each test, and hands the platform over as a
 * field or as a parameter.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LocalPlatformExtension platform = LocalPlatformExtension.create();
 *
 * @Test
 * void storesAnAvatar(LocalPlatform local) { … }
 * }</pre>
 *
 * <p>A field that is not static starts a platform a test. Parameters may be a {@link LocalPlatform}, its first
 * {@link LocalProject}, or that one's {@link Outbox} or the platform's {@link Faults}.
 */
public final class LocalPlatformExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final Map<Class<?>, Function<LocalPlatform, Object>> PARAMETERS = Map.of(
            LocalPlatform.class, platform -> platform,
            LocalProject.class, LocalPlatform::project,
            Outbox.class, LocalPlatform::outbox,
            Faults.class, LocalPlatform::faults);

    private final Consumer<LocalPlatformBuilder> options;
    private @Nullable LocalPlatform platform;
    private boolean forClass;

    /** Creates an extension with the defaults, for {@code @ExtendWith}. */
    public LocalPlatformExtension() {
        this(builder -> {});
    }

    private LocalPlatformExtension(Consumer<LocalPlatformBuilder> options) {
        this.options = options;
    }

    /**
     * Creates an extension with the defaults.
     *
     * @return an extension that starts its platform with the first test
     */
    public static LocalPlatformExtension create() {
        return new LocalPlatformExtension();
    }

    /**
     * Creates an extension for a platform of one's own choosing.
     *
     * @param options sets the platform up
     * @return an extension that starts its platform with the first test
     */
    public static LocalPlatformExtension create(Consumer<LocalPlatformBuilder> options) {
        return new LocalPlatformExtension(Objects.requireNonNull(options, "options"));
    }

    /**
     * Returns the platform.
     *
     * @return the running platform
     * @throws IllegalStateException if no test is running
     */
    public LocalPlatform platform() {
        LocalPlatform running = platform;
        if (running == null) {
            throw new IllegalStateException("the platform runs while tests do");
        }
        return running;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
        forClass = true;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (platform == null) {
            start();
        } else {
            platform().reset();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forClass) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
        forClass = false;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARAMETERS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Function<LocalPlatform, Object> value =
                Objects.requireNonNull(PARAMETERS.get(parameter.getParameter().getType()));
        return value.apply(platform());
    }

    private void start() {
        if (platform == null) {
            LocalPlatformBuilder builder = LocalPlatform.builder();
            options.accept(builder);
            platform = builder.start();
        }
    }

    private void stop() {
        if (platform != null) {
            platform.close();
            platform = null;
        }
    }
}
