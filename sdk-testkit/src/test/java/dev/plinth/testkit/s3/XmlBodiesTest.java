package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of bodies that should be XML. */
class XmlBodiesTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private final S3Wire s3;
    private final S3Wire xml;

    XmlBodiesTest(LocalProject project) {
        this.s3 = S3Wire.of(project);
        this.xml = s3.with("content-type", "application/xml");
    }

    @BeforeEach
    void makeObjects() {
        s3.put("/b", null);
        s3.put("/b/k", "content");
        s3.put("/b/a%26b", "content");
    }

    @Test
    void deletesWhatTheBodyNames() {
        RawHttp.Answer answer = xml.post("/b?delete", delete("k") + "<!-- a comment -->");

        assertThat(answer.text()).endsWith("<Deleted><Key>k</Key></Deleted></DeleteResult>");
        assertThat(s3.get("/b/k").status()).isEqualTo(404);
    }

    @Test
    void readsAndWritesEscapes() {
        assertThat(xml.post("/b?delete", delete("a&amp;b")).text()).contains("<Key>a&amp;b</Key>");
        assertThat(s3.get("/b/a%26b").status()).isEqualTo(404);
    }

    @Test
    void doesNotReadABodyThatDoesNotSayItIsXml() {
        RawHttp.Answer answer = s3.post("/b?delete", delete("k"));

        assertThat(answer.status() + S3Wire.code(answer)).isEqualTo("400InvalidRequest");
        assertThat(s3.get("/b/k").text()).isEqualTo("content");
    }

    @Test
    void refusesMalformedXmlAndCloses() {
        RawHttp.Answer answer = xml.post("/b?delete", "<Delete><Object>");

        assertThat(answer.status() + S3Wire.code(answer)).isEqualTo("400MalformedXML");
        assertThat(answer.header("connection")).isEqualTo("close");
    }

    @Test
    void looksAtNoFileThatADocumentNames() {
        String document = "<?xml version=\"1.0\"?><!DOCTYPE Delete [<!ENTITY file SYSTEM \"file:///etc/hostname\">]>";
        RawHttp.Answer answer = xml.post("/b?delete", document + delete("&file;"));

        assertThat(answer.status() + S3Wire.code(answer)).isEqualTo("400MalformedXML");
    }

    @Test
    void completesWithAllPartsWhenTheBodyDoesNotSayItIsXml() {
        String id = S3Wire.element(s3.post("/b/m?uploads", ""), "UploadId");
        s3.put("/b/m?partNumber=2&uploadId=" + id, "two");
        s3.put("/b/m?partNumber=1&uploadId=" + id, "one ");

        RawHttp.Answer answer = s3.post("/b/m?uploadId=" + id, "<Part><ETag>wrong</ETag></Part>");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(s3.get("/b/m").text()).isEqualTo("one two");
    }

    @Test
    void stumblesOverADateThatIsNone() {
        assertThat(s3.with("if-modified-since", "yesterday").get("/b/k").status())
                .isEqualTo(500);
        assertThat(s3.with("if-modified-since", "Fri, 01 Jan 2100 00:00:00 GMT")
                        .get("/b/k")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void refusesNumbersThatAreOutOfBounds() {
        assertThat(S3Wire.message(s3.get("/b?list-type=2&max-keys=-1")))
                .isEqualTo("Querystring, max-keys must be &gt;= 0");
        assertThat(S3Wire.message(s3.put("/b/k?partNumber=10001&uploadId=x", "x")))
                .isEqualTo("Querystring, partNumber must be &lt;= 10000");
    }

    @Test
    void listsUploadsInPagesAndByFolders() {
        for (String key : new String[] {"a/1", "a/2", "b", "c/1"}) {
            s3.post("/b/" + key + "?uploads", "");
        }

        assertThat(s3.get("/b?uploads&delimiter=%2F").text())
                .contains("<Key>b</Key>")
                .contains("<CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>")
                .contains("<CommonPrefixes><Prefix>c/</Prefix></CommonPrefixes>");
        RawHttp.Answer first = s3.get("/b?uploads&max-uploads=3");
        String next = "&key-marker=" + Signer.encode(S3Wire.element(first, "NextKeyMarker")) + "&upload-id-marker="
                + Signer.encode(S3Wire.element(first, "NextUploadIdMarker"));
        assertThat(first.text())
                .contains("<Key>a/1</Key>")
                .contains("<Key>b</Key>")
                .doesNotContain("c/1");
        assertThat(s3.get("/b?uploads" + next).text())
                .contains("<Key>c/1</Key>")
                .doesNotContain("<Key>b</Key>");
        RawHttp.Answer folder = s3.get("/b?uploads&delimiter=%2F&max-uploads=1");
        assertThat(s3.get("/b?uploads&delimiter=%2F&key-marker="
                                + Signer.encode(S3Wire.element(folder, "NextKeyMarker")))
                        .text())
                .contains("<Key>b</Key>")
                .doesNotContain("<Prefix>a/</Prefix>");
    }

    private static String delete(String key) {
        return "<Delete><Object><Key>" + key + "</Key></Object></Delete>";
    }
}
