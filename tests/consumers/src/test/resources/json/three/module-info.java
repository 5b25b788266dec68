module json {
    requires dev.plinth;
    requires tools.jackson.databind;
    requires dev.plinth.jackson;
}
