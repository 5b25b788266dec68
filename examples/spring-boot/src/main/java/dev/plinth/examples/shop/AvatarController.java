package dev.plinth.examples.shop;

import dev.plinth.core.Content;
import dev.plinth.spring.boot.CurrentUserProject;
import dev.plinth.storage.Bucket;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Each user's avatar, stored and read as that user: the policies of the bucket decide. */
@RestController
class AvatarController {
    static final String BUCKET = "avatars";

    private final CurrentUserProject currentUser;

    record Avatar(String key, URI url) {}

    AvatarController(CurrentUserProject currentUser) {
        this.currentUser = currentUser;
    }

    /** Sends the file on while it arrives: neither memory nor disk holds the whole. */
    @PostMapping(path = "/avatar", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Avatar upload(HttpServletRequest request, @AuthenticationPrincipal Jwt caller) throws IOException {
        FileItemInputIterator parts =
                new JakartaServletFileUpload<DiskFileItem, DiskFileItemFactory>().getItemIterator(request);
        while (parts.hasNext()) {
            FileItemInput part = parts.next();
            if (!part.isFormField()) {
                return store(part, key(caller));
            }
        }
        throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The form has no file.");
    }

    private Avatar store(FileItemInput part, String key) throws IOException {
        String type = part.getContentType() == null ? MediaType.APPLICATION_OCTET_STREAM_VALUE : part.getContentType();
        bucket().upload(
                        key,
                        Content.ofStream(part.getInputStream()),
                        o -> o.contentType(type).upsert(true));
        return signed(key);
    }

    @GetMapping("/avatar")
    Avatar get(@AuthenticationPrincipal Jwt caller) {
        return signed(key(caller));
    }

    /** Whoever has the URL sees the avatar, for ten minutes. */
    private Avatar signed(String key) {
        return new Avatar(
                key, bucket().createSignedUrl(key, Duration.ofMinutes(10)).url());
    }

    private Bucket bucket() {
        return currentUser.project().bucket(BUCKET);
    }

    private static String key(Jwt caller) {
        return caller.getSubject() + "/avatar";
    }
}
