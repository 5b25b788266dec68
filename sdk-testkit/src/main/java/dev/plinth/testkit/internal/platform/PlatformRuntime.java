package dev.plinth.testkit.internal.platform;

import dev.plinth.testkit.Outbox;
import dev.plinth.testkit.Policy;
import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.faults.FaultFilter;
import dev.plinth.testkit.internal.faults.FaultRules;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.HttpServer;
import dev.plinth.testkit.internal.jwt.HmacKey;
import dev.plinth.testkit.internal.jwt.Jwts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A running platform: the ports, the projects behind them, and what they share. */
public final class PlatformRuntime implements AutoCloseable {
    /** The ref under which the platform's own port logs and keeps data. */
    public static final String PLATFORM = "platform";

    private final PlatformOptions options;
    private final HttpServer server = new HttpServer();
    private final MovableClock clock = new MovableClock();
    private final RequestLog requests = new RequestLog(clock);
    private final FaultRules faults = new FaultRules(this::expireUserTokens, clock::shift);
    private final DataFolder folder;
    private final Map<String, Project> projects = new ConcurrentSkipListMap<>();
    private final Project platform;

    private PlatformRuntime(PlatformOptions options) throws IOException {
        this.options = options;
        this.folder = DataFolder.open(options.data());
        try {
            HttpServer.Port port = server.open(options.host(), options.port());
            ProjectContext context = context(PLATFORM, port, derivedSecret(PLATFORM));
            for (String ref : options.projects()) {
                createProject(ref);
            }
            this.platform = new Project(context, Services.ofPlatform(context, this));
            server.serve(port, handler(platform));
        } catch (IOException | RuntimeException e) {
            server.close();
            projects.values().forEach(Project::close);
            folder.close();
            throw e;
        }
    }

    /** Starts a platform; whatever was opened is closed again when that fails. */
    public static PlatformRuntime start(PlatformOptions options) throws IOException {
        return new PlatformRuntime(options);
    }

    public PlatformOptions options() {
        return options;
    }

    public MovableClock clock() {
        return clock;
    }

    public RequestLog requests() {
        return requests;
    }

    public FaultRules faults() {
        return faults;
    }

    /** The platform's own port: its sign-in and control plane. */
    public Project platform() {
        return platform;
    }

    /** The project in front. */
    public Project first() {
        return project(options.projects().get(0)).orElseThrow();
    }

    /** The projects, by ref. */
    public Collection<Project> projects() {
        return projects.values();
    }

    public Optional<Project> project(String ref) {
        return Optional.ofNullable(projects.get(ref));
    }

    /** Adds a project on a free port of its own. */
    public Project createProject(String ref) {
        try {
            HttpServer.Port port = server.open(options.host(), 0);
            String secret = ref.equals(options.projects().get(0)) ? options.jwtSecret() : derivedSecret(ref);
            ProjectContext context = context(ref, port, secret);
            Project project = new Project(context, Services.ofProject(context, this));
            if (projects.putIfAbsent(ref, project) != null) {
                throw new IllegalArgumentException("there is a project " + ref + " already");
            }
            server.serve(port, handler(project));
            return project;
        } catch (IOException e) {
            throw new UncheckedIOException("project " + ref + " did not start", e);
        }
    }

    /** Forgets all data of all projects, policies and faults that were added, the requests and the clock's shift. */
    public void reset() {
        projects.values().forEach(project -> {
            project.reset();
            project.context().policies().replaceAll(options.policies());
        });
        platform.reset();
        requests.clear();
        faults.clear();
        clock.shift(Duration.ZERO);
    }

    @Override
    public void close() {
        server.close();
        projects.values().forEach(Project::close);
        platform.close();
        folder.close();
    }

    private ProjectContext context(String ref, HttpServer.Port port, String secret) throws IOException {
        Policies policies = new Policies();
        List<Policy> given = options.policies();
        policies.replaceAll(given);
        return new ProjectContext(
                ref,
                ref,
                "http://" + options.host() + ":" + port.number(),
                ProjectKeys.of(ref, secret),
                new S3AccessKeys(folder.of(ref)),
                new Jwts(clock, HmacKey.of(secret)),
                clock,
                new Settings(Services.settings(), options.settings()),
                new Outbox(),
                policies,
                folder.of(ref),
                options.data() != null);
    }

    private HttpHandler handler(Project project) {
        HttpHandler faulty = new FaultFilter(faults).around(project.gateway());
        return requests.filter(project.ref()).around(faulty);
    }

    private void expireUserTokens() {
        projects.values().forEach(project -> project.context().jwts().expireUserTokens());
        platform.context().jwts().expireUserTokens();
    }

    private String derivedSecret(String ref) {
        byte[] purpose = ("project:" + ref).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(HmacKey.of(options.jwtSecret()).sign(purpose));
    }
}
