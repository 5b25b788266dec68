package dev.plinth.spring.boot.test;

import dev.plinth.Project;
import dev.plinth.auth.User;
import dev.plinth.spring.boot.ConnectionOptionsCustomizer;
import dev.plinth.spring.boot.CurrentUserProject;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.BucketInfo;
import dev.plinth.storage.ListedObject;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** An application as users write them: a resource server for the project's tokens, and nothing about Plinth but its beans. */
@SpringBootApplication
class NotesApplication {

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/**")
                        .permitAll()
                        .requestMatchers("/admin/**")
                        .hasRole("admin")
                        .anyRequest()
                        .authenticated())
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults()))
                .build();
    }

    @Bean
    ConnectionOptionsCustomizer userAgent() {
        return options -> options.userAgent("notes/1.0");
    }

    @RestController
    static class NotesController {
        private final CurrentUserProject currentUser;

        NotesController(CurrentUserProject currentUser) {
            this.currentUser = currentUser;
        }

        @GetMapping("/notes")
        List<String> notes() {
            Bucket bucket = currentUser.project().bucket("notes");
            return bucket.list(o -> o.recursive(true)).stream()
                    .map(ListedObject::key)
                    .toList();
        }

        @GetMapping("/admin/report")
        String report() {
            return "for administrators";
        }
    }

    @RestController
    static class ValuesController {
        private final Project project;

        ValuesController(Project project) {
            this.project = project;
        }

        @GetMapping("/values/users/{id}")
        User user(@PathVariable("id") String id) {
            return project.users().get(id);
        }

        @GetMapping("/values/buckets/{id}")
        BucketInfo bucket(@PathVariable("id") String id) {
            return project.buckets().get(id);
        }

        @GetMapping("/values/objects/{bucket}")
        ListedObject object(@PathVariable("bucket") String bucket) {
            return project.bucket(bucket).list().first().orElseThrow();
        }
    }
}
