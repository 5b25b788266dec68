package dev.plinth.tests.faults.operation;

import dev.plinth.Project;
import dev.plinth.auth.User;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.core.NotFoundException;
import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The platform, reached without the proxy: where things are set up, and looked at afterwards. */
public final class Site implements AutoCloseable {

    /** The bucket that all objects are in. */
    public static final String BUCKET = "objects";

    static final String PASSWORD = "correct horse battery staple";

    private final LocalPlatform platform;
    private final Project project;
    private final Path folder;

    private Site(LocalPlatform platform, Project project, Path folder) {
        this.platform = platform;
        this.project = project;
        this.folder = folder;
    }

    /** Starts a platform. */
    public static Site start() throws IOException {
        LocalPlatform platform = LocalPlatform.start();
        Project project = Project.connect(
                platform.projectUrl(), ApiKey.of(platform.serviceKey()), o -> o.timeout(Duration.ofMinutes(1)));
        project.buckets().create(BUCKET);
        return new Site(platform, project, Files.createTempDirectory("plinth-faults"));
    }

    /** Returns where the project listens. */
    public InetSocketAddress address() {
        URI url = URI.create(platform.projectUrl());
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    /** Returns the platform. */
    public LocalPlatform platform() {
        return platform;
    }

    Project project() {
        return project;
    }

    // What is set up

    static String email(String mark) {
        return mark + "@example.com";
    }

    User user(String mark) {
        return project.users().create(u -> u.email(email(mark)));
    }

    User userWithPassword(String mark) {
        return project.users().create(u -> u.email(email(mark)).password(PASSWORD));
    }

    void bucket(String id) {
        project.buckets().create(id);
    }

    /** Stores an object. */
    public void object(String key, byte[] content) {
        project.bucket(BUCKET).upload(key, Content.ofBytes(content));
    }

    /** Returns bytes that no compression makes smaller and that no text looks like; the same for the same mark. */
    public static byte[] bytes(String mark, int size) {
        byte[] bytes = new byte[size];
        new Random(mark.hashCode()).nextBytes(bytes);
        return bytes;
    }

    /** Writes a file. */
    public Path file(String mark, byte[] content) throws IOException {
        return Files.write(newFolder(mark).resolve(mark + ".bin"), content);
    }

    Path newFolder(String mark) throws IOException {
        return Files.createDirectories(folder.resolve(mark));
    }

    // What is looked at

    /** Tells what became of something that is to be there, or was. */
    public static Effect when(Callable<Boolean> right, Effect ifRight, Effect ifMissing) throws Exception {
        try {
            return right.call() ? ifRight : Effect.OTHER;
        } catch (NotFoundException e) {
            return ifMissing;
        }
    }

    /** Tells whether an object has a content. */
    public boolean holds(String key, byte[] content) {
        byte[] there = project.bucket(BUCKET).download(key).readAllBytes(Integer.MAX_VALUE - 8);
        return Arrays.equals(content, there);
    }

    List<String> keys(String folderName) {
        return project.bucket(BUCKET).list(o -> o.prefix(folderName)).stream()
                .map(entry -> entry.key())
                .sorted()
                .toList();
    }

    @Override
    public void close() throws IOException {
        project.close();
        platform.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
