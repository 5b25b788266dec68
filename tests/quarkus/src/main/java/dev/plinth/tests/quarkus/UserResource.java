package dev.plinth.tests.quarkus;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plinth.Project;
import dev.plinth.auth.User;
import dev.plinth.jackson.PlinthJackson2Module;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

/** Lists the project's users as JSON. The project's URL and key are environment variables. */
@Path("/users")
public class UserResource {

    private final Project project;

    UserResource(Project project) {
        this.project = project;
    }

    @GET
    public List<User> users() {
        return project.users().list().toList();
    }

    @Singleton
    static class JsonOfPlinth implements ObjectMapperCustomizer {

        @Override
        public void customize(ObjectMapper mapper) {
            mapper.registerModule(new PlinthJackson2Module());
        }
    }

    @ApplicationScoped
    static class Plinth {

        @Produces
        @Singleton
        Project project() {
            return Project.fromEnv();
        }

        void close(@Disposes Project project) {
            project.close();
        }
    }
}
