package io.github.reel4j.cli;

import io.github.reel4j.model.ProviderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code reel new-provider}: creates the project of a new provider. */
@Command(
        name = "new-provider",
        description = {
            "Writes a Maven module for a new provider.",
            "It compiles. The failures of its contract suite are the list of what is left to do;",
            "see docs/writing-a-provider.md."
        })
final class NewProviderCommand implements Callable<Integer> {

    private static final String NOTHING_WRITTEN = " Nothing was written.";

    private final CliContext context;

    @Parameters(
            arity = "1",
            paramLabel = "NAME",
            description =
                    "Id of the provider: a lower-case letter, then up to 31 lower-case letters, digits or hyphens.")
    Optional<ProviderId> name = Optional.empty();

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "New or empty directory for the module. Default: provider-NAME.")
    Optional<Path> directory = Optional.empty();

    @Option(
            names = "--package",
            paramLabel = "PKG",
            description = "Java package, also the name of the Java module. Default: com.example.reel4j.NAME without"
                    + " hyphens.")
    Optional<String> javaPackage = Optional.empty();

    @Option(names = "--with-cancel", description = "Generate the cancelling of tasks as well.")
    boolean withCancel;

    @Option(names = "--with-callbacks", description = "Generate signed callbacks as well.")
    boolean withCallbacks;

    @Option(names = "--with-uploads", description = "Generate image-to-video and uploads of local files as well.")
    boolean withUploads;

    NewProviderCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        ProviderId id = name.orElseThrow();
        String chosen = javaPackage.orElse("com.example.reel4j." + id.value().replace("-", ""));
        if (!SourceVersion.isName(chosen, SourceVersion.RELEASE_17)) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "PACKAGE  '" + chosen + "' is not the name of a Java package. Set another one,"
                            + " for example --package com.example.videos." + NOTHING_WRITTEN);
        }
        Path folder = directory.orElse(Path.of("provider-" + id));
        requireNewOrEmpty(folder);
        ProviderTemplate template = new ProviderTemplate(id, chosen, Version.number(), abilities());
        write(folder, template.files());
        context.terminal().data(folder.toString());
        context.terminal()
                .note("The module is an incomplete example for an invented vendor. "
                        + folder.resolve("README.md")
                        + " describes each gap and its contract rule. Run in this order:");
        NextBuildSteps.of(folder, id).forEach(step -> context.terminal().note("  " + step));
        return ExitCodes.OK;
    }

    private Set<ProviderTemplate.Ability> abilities() {
        Set<ProviderTemplate.Ability> abilities = EnumSet.noneOf(ProviderTemplate.Ability.class);
        if (withCancel) {
            abilities.add(ProviderTemplate.Ability.CANCEL);
        }
        if (withCallbacks) {
            abilities.add(ProviderTemplate.Ability.CALLBACKS);
        }
        if (withUploads) {
            abilities.add(ProviderTemplate.Ability.UPLOADS);
        }
        return abilities;
    }

    private static void requireNewOrEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isEmpty()) {
                    return;
                }
            }
            throw failure(folder, "is not empty", NOTHING_WRITTEN);
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw failure(folder, "is not a directory", NOTHING_WRITTEN);
        }
    }

    private static void write(Path folder, Map<String, String> files) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path target = folder.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.writeString(target, file.getValue());
            }
        } catch (IOException e) {
            throw failure(folder, "cannot be written to (" + e.getClass().getSimpleName() + ")", "");
        }
    }

    private static CliException failure(Path folder, String predicate, String outcome) {
        return new CliException(
                ExitCodes.USAGE,
                "DIRECTORY  " + folder + " " + predicate + ". Set a new or empty directory with --directory."
                        + outcome);
    }
}
