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
 * A JUnit extension that runs a {@link LocalPlatform} for the tests of a class, resets it before each test, and injects
 * it into test methods as a parameter.
 *
 * <pre>{@code
 * class AvatarTest {
 *     @RegisterExtension
 *     static final LocalPlatformExtension extension = LocalPlatformExtension.create(b -> b.fileSizeLimit(1_000_000));
 *
 *     @Test
 *     void storesAnAvatar(LocalPlatform platform) {
 *         try (Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()))) {
 *             project.buckets().create("avatars");
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>A static field starts one platform for the class; an instance field starts one for each test. Parameters can be
 * the {@link LocalPlatform}, its {@link Faults}, its first {@link LocalProject}, or the {@link Outbox} of that project.
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

    /** Creates an extension with the default settings, for {@code @ExtendWith}. */
    public LocalPlatformExtension() {
        this(builder -> {});
    }

    private LocalPlatformExtension(Consumer<LocalPlatformBuilder> options) {
        this.options = options;
    }

    /**
     * Creates an extension with the default settings.
     *
     * @return an extension, which starts its platform before the first test
     */
    public static LocalPlatformExtension create() {
        return new LocalPlatformExtension();
    }

    /**
     * Creates an extension with other settings.
     *
     * @param options sets the platform's settings
     * @return an extension, which starts its platform before the first test
     */
    public static LocalPlatformExtension create(Consumer<LocalPlatformBuilder> options) {
        return new LocalPlatformExtension(Objects.requireNonNull(options, "options"));
    }

    /**
     * {@return the running platform}
     *
     * @throws IllegalStateException if no test is running
     */
    public LocalPlatform platform() {
        LocalPlatform running = platform;
        if (running == null) {
            throw new IllegalStateException("the platform is not running: it runs only while tests run");
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

    @Override
    public String toString() {
        return "LocalPlatformExtension[" + (platform == null ? "not running" : platform) + "]";
    }
}
