package dev.plinth.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a person sees it, in a headless browser. */
class PageInBrowserTest {
    private static final byte[] PICTURE = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    @TempDir
    private static Path profile;

    private static LocalPlatform platform;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Browser.program().isPresent(), "Chromium is not installed: the page is not checked in a browser");
        platform = LocalPlatform.start();
        browser = Browser.start(Browser.program().get(), profile);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    @BeforeEach
    void reset() throws Exception {
        platform.reset();
        browser.size(1440, 900, false);
        browser.scheme("light");
    }

    @Test
    void emptyProjectSaysWhatToDoFirst() throws Exception {
        open();

        assertThat(text("#data")).contains("This project is empty.").contains("Copy a snippet");
        shoot("empty-desktop-light");
    }

    @Test
    void sampleDataIsCreatedByAButton() throws Exception {
        open();

        click("#data .empty button");

        browser.await("document.querySelector('#data').textContent.includes('5 objects')");
        assertThat(text("#data")).contains("user-0000000@seeded.example.com").doesNotContain("is empty");
    }

    @Test
    void showsUrlsKeysAndSnippetsToCopy() throws Exception {
        open();

        assertThat(text("#connect"))
                .contains(
                        platform.projectUrl(),
                        platform.anonKey(),
                        platform.serviceKey(),
                        platform.jwtSecret(),
                        platform.s3Endpoint(),
                        platform.s3AccessKeyId(),
                        platform.s3SecretAccessKey())
                .contains("Project.connect(\"" + platform.projectUrl() + "\"");
        click("#connect [role=tab]:nth-child(2)");
        assertThat(text("#connect .snippet")).contains("curl", platform.storageUrl(), platform.serviceKey());
        click("#connect [role=tab]:nth-child(3)");
        assertThat(text("#connect .snippet")).contains("aws --endpoint-url " + platform.s3Endpoint());
    }

    @Test
    void copiesTheValueOfARow() throws Exception {
        open();
        catchCopies();

        click("#connect dl button");

        browser.await("window.copied !== undefined");
        assertThat(browser.value("window.copied").asText()).isEqualTo(platform.projectUrl());
    }

    @Test
    void copiedUserTokenIsThatOfTheUser() throws Exception {
        String id = signUp("ada@example.com");
        open();
        catchCopies();

        click("#data summary button");

        browser.await("window.copied !== undefined");
        String token = browser.value("window.copied").asText();
        JsonNode user = Wire.tree(RawHttp.send(
                platform.projectUrl(),
                "GET",
                "/auth/v1/user",
                List.of(Map.entry("Authorization", "Bearer " + token)),
                null));
        assertThat(user.path("id").asText()).isEqualTo(id);
    }

    @Test
    void copiedPlatformTokenOpensTheControlPlane() throws Exception {
        open();
        catchCopies();

        click("#connect [aria-label='Copy Platform token']");

        browser.await("window.copied !== undefined");
        assertThat(RawHttp.send(
                                platform.platformUrl(),
                                "GET",
                                "/api/platform/projects",
                                List.of(Map.entry(
                                        "Authorization",
                                        "Bearer "
                                                + browser.value("window.copied").asText())),
                                null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void previewsTextsAndPicturesWithTheirSize() throws Exception {
        fill();
        open();

        click("#data details:first-of-type summary");
        browser.await("document.querySelectorAll('#data td button.link').length === 2");
        assertThat(text("#data")).contains("11 B").contains("image/png");
        click("#data tr:nth-child(1) button.link");
        click("#data tr:nth-child(2) button.link");

        browser.await("document.querySelector('#data .preview pre')?.textContent === 'hello world'");
        browser.await("document.querySelector('#data .preview img')?.naturalWidth === 1");
    }

    @Test
    void linksOfMailsCanBeClicked() throws Exception {
        platform.outbox()
                .add(new Message(
                        "email",
                        "ada@example.com",
                        "Confirm",
                        "Follow http://localhost:3000/confirm?a=1",
                        Instant.EPOCH));
        open();

        click("#data details summary");

        browser.await("document.querySelector('#data details a') !== null");
        assertThat(browser.value("document.querySelector('#data details a').href")
                        .asText())
                .isEqualTo("http://localhost:3000/confirm?a=1");
    }

    @Test
    void timesHaveAZone() throws Exception {
        fill();
        open();

        assertThat(text("#requests time")).matches("[0-9]{2}:[0-9]{2}:[0-9]{2} \\S+.*");
    }

    @Test
    void fitsAPhone() throws Exception {
        fill();
        browser.size(390, 844, true);
        open();
        click("#data details:first-of-type summary");

        assertThat(browser.value("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(390);
        shoot("filled-phone-light");
        browser.scheme("dark");
        shoot("filled-phone-dark");
    }

    @Test
    void usesAWideScreen() throws Exception {
        fill();
        browser.size(1680, 760, false);
        open();
        click("#data details:first-of-type summary");

        assertThat(browser.value("document.querySelector('#requests').getBoundingClientRect().right")
                        .asInt())
                .isGreaterThan(1640);
        assertThat(browser.value("new Set([...document.querySelectorAll('main > div')]"
                                + ".map(column => column.getBoundingClientRect().left)).size")
                        .asInt())
                .isEqualTo(3);
        click("#data details:last-of-type summary");
        shoot("filled-wide-light");
    }

    @Test
    void followsTheDarkScheme() throws Exception {
        fill();
        browser.scheme("dark");
        open();

        assertThat(browser.value("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo("rgb(16, 22, 29)");
        shoot("filled-desktop-dark");
    }

    private static void open() throws Exception {
        browser.open(platform.platformUrl() + "/__local/");
    }

    private static String text(String selector) throws Exception {
        return browser.value("document.querySelector(" + quoted(selector) + ").textContent")
                .asText();
    }

    private static void click(String selector) throws Exception {
        browser.value("document.querySelector(" + quoted(selector) + ").click()");
    }

    /** Headless browsers have no clipboard: what would be copied is kept. */
    private static void catchCopies() throws Exception {
        browser.value("Object.defineProperty(navigator, 'clipboard',"
                + " { value: { writeText: async text => { window.copied = text; } } }); true");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\\\"") + '"';
    }

    private static void fill() throws IOException {
        Wire wire = Wire.of(platform.project());
        wire.post("/bucket", "{\"name\":\"avatars\"}");
        wire.post("/bucket", "{\"name\":\"documents\",\"public\":true}");
        wire.upload("avatars/a.txt", "hello world");
        RawHttp.send(
                platform.projectUrl(),
                "POST",
                "/storage/v1/object/avatars/b.png",
                List.of(
                        Map.entry("Authorization", "Bearer " + platform.serviceKey()),
                        Map.entry("Content-Type", "image/png")),
                PICTURE);
        wire.get("/object/avatars/missing");
        signUp("ada@example.com");
        signUp("grace@example.com");
        platform.outbox()
                .add(new Message(
                        "email",
                        "ada@example.com",
                        "Reset Your Password",
                        "Follow this link: http://localhost:3000/reset?code=1",
                        Instant.now()));
    }

    private static String signUp(String email) throws IOException {
        byte[] body = ("{\"email\":\"" + email + "\",\"password\":\"correct horse\"}").getBytes(StandardCharsets.UTF_8);
        RawHttp.Answer answer = RawHttp.send(
                platform.projectUrl(),
                "POST",
                "/auth/v1/signup",
                List.of(Map.entry("apikey", platform.anonKey()), Map.entry("Content-Type", "application/json")),
                body);
        return Wire.tree(answer).path("user").path("id").asText();
    }

    /** Keeps a picture of the page when a directory for them is given. */
    private static void shoot(String name) throws Exception {
        String folder = System.getProperty("plinth.screenshots");
        if (folder != null) {
            Files.write(Files.createDirectories(Path.of(folder)).resolve(name + ".png"), browser.screenshot());
        }
    }
}
