package dev.plinth.testkit.internal.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Outbox;
import dev.plinth.testkit.internal.config.Policies;
import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.faults.FaultRules;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.HttpServer;
import dev.plinth.testkit.internal.http.HttpServer.HttpSettings;
import dev.plinth.testkit.internal.jwt.JwtKey;
import dev.plinth.testkit.internal.jwt.Jwts;
import dev.plinth.testkit.internal.platform.RequestLog.Diagnostics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/** A running platform: the ports, the projects behind them, and what they share. */
public final class PlatformRuntime implements AutoCloseable {
    /** The ref under which the platform's own port logs and keeps data. */
    public static final String PLATFORM = "platform";

    private static final Pattern REF = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    private static final String OWNER = "00000000-0000-4000-8000-000000000001";

    private final PlatformOptions options;
    private final Services services;
    private final Diagnostics diagnostics;
    private final HttpServer server;
    private final MovableClock clock = new MovableClock();
    private final RequestLog requests;
    private final String localToken = UUID.randomUUID().toString().replace("-", "");
    private final ReentrantLock creating = new ReentrantLock();
    private final FaultRules faults = new FaultRules(this::expireUserTokens, clock::shift);
    private final DataFolder folder;
    private final Map<String, Project> projects = new ConcurrentSkipListMap<>();
    private final Project platform;

    private PlatformRuntime(PlatformOptions options, Services services) throws IOException {
        this.options = options;
        this.services = services;
        this.diagnostics = new Diagnostics(System.err, options.quiet(), options.logRequests());
        this.requests = new RequestLog(clock, diagnostics);
        this.server = new HttpServer(
                HttpSettings.of(new Settings(services.settings(), options.settings())),
                (exchange, failure) -> diagnostics.failed(exchange.method(), RequestLog.target(exchange), failure));
        this.folder = DataFolder.open(options.data());
        try {
            HttpServer.Port port = server.open(options.host(), options.port());
            ProjectContext context = context(PLATFORM, port, derivedSecret(PLATFORM));
            createProjects();
            this.platform = new Project(context, services.ofPlatform(context, this));
            server.serve(port, handler(platform));
        } catch (IOException | RuntimeException e) {
            server.close();
            projects.values().forEach(Project::close);
            folder.close();
            throw e;
        }
    }

    /** Starts a platform; if that fails, everything is closed again. */
    public static PlatformRuntime start(PlatformOptions options, Services services) throws IOException {
        return new PlatformRuntime(options, services);
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

    /** The token with which tools use {@code /__local/} from any origin. */
    public String localToken() {
        return localToken;
    }

    /** A new access token of the platform's owner, valid for a day. */
    public String platformToken() {
        ObjectNode claims = platform.context().userClaims(OWNER, "authenticated", Duration.ofDays(1));
        return platform.context().jwts().sign(claims.put("email", "owner@example.com"));
    }

    /** The first project. */
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

    /** Adds a project on its own port; 0 for a free one. */
    public Project createProject(String ref, int portNumber) {
        checkRef(ref);
        creating.lock();
        try {
            if (projects.containsKey(ref)) {
                throw new IllegalArgumentException("there is a project " + ref + " already");
            }
            HttpServer.Port port = server.open(options.host(), portNumber);
            String secret = ref.equals(options.projects().get(0)) ? options.jwtSecret() : derivedSecret(ref);
            ProjectContext context = context(ref, port, secret);
            Project project = new Project(context, services.ofProject(context, this));
            projects.put(ref, project);
            server.serve(port, handler(project));
            return project;
        } catch (IOException e) {
            throw new UncheckedIOException("project " + ref + " did not start: " + e.getMessage(), e);
        } finally {
            creating.unlock();
        }
    }

    /** Refs are part of URLs and the names of directories. */
    private static void checkRef(String ref) {
        if (!REF.matcher(ref).matches()) {
            throw new IllegalArgumentException("the project ref '" + ref + "' is not valid: it has 1 to 63 letters,"
                    + " digits, '-' and '_', and begins with a letter or digit");
        }
        if (ref.equals(PLATFORM)) {
            throw new IllegalArgumentException(
                    "the project ref '" + ref + "' is reserved for the platform itself; choose another one");
        }
    }

    private void createProjects() {
        List<Integer> ports = options.projectPorts();
        List<String> refs = options.projects();
        if (ports.size() > refs.size()) {
            throw new IllegalArgumentException(
                    "there are " + ports.size() + " project ports for " + refs.size() + " projects");
        }
        for (int i = 0; i < refs.size(); i++) {
            createProject(refs.get(i), i < ports.size() ? ports.get(i) : 0);
        }
    }

    /** Deletes all data, added policies and faults, and recorded requests, and resets the clock. */
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
        return new ProjectContext(
                ref,
                ref,
                "http://" + options.host() + ":" + port.number(),
                ProjectKeys.of(ref, secret),
                new S3AccessKeys(folder.of(ref)),
                new Jwts(clock, JwtKey.ofSecret(secret)),
                clock,
                new Settings(services.settings(), options.settings()),
                new Outbox(),
                new Policies(options.policies()),
                folder.of(ref),
                options.data() != null);
    }

    private HttpHandler handler(Project project) {
        return requests.around(project.ref(), faults.around(project.gateway()));
    }

    private void expireUserTokens() {
        projects.values().forEach(project -> project.context().jwts().expireUserTokens());
        platform.context().jwts().expireUserTokens();
    }

    private String derivedSecret(String ref) {
        return ProjectKeys.derived(options.jwtSecret(), "project:" + ref);
    }
}
