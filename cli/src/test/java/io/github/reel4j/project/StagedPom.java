package io.github.reel4j.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A staged POM, and the rules of Maven Central and of this project for it. */
record StagedPom(Pom pom, String text) {

    /** What Maven Central requires, as paths of elements. */
    private static final List<String> REQUIRED = List.of(
            "name",
            "description",
            "url",
            "licenses/license/name",
            "licenses/license/url",
            "developers/developer/name",
            "scm/connection",
            "scm/developerConnection",
            "scm/url");

    boolean isPomOnly() {
        return pom.text("packaging").equals(Optional.of("pom"));
    }

    List<String> violations(String artifact, String version, boolean release) {
        List<String> violations = new ArrayList<>();
        Map.of("groupId", StagingCheck.GROUP, "artifactId", artifact, "version", version)
                .forEach((name, value) -> {
                    String found = pom.text(name).orElse("nothing");
                    if (!found.equals(value)) {
                        violations.add("its " + name + " is " + found + ", its folder says " + value);
                    }
                });
        REQUIRED.stream()
                .filter(path -> pom.text(path).filter(value -> !value.isEmpty()).isEmpty())
                .map(path -> "has no " + path)
                .forEach(violations::add);
        if (text.contains("${")) {
            violations.add("has a property that is not resolved: ${");
        }
        if (!pom.maps("parent").isEmpty()) {
            violations.add("has a parent, which users would have to download");
        }
        if (release && text.contains("-SNAPSHOT")) {
            violations.add("names a snapshot");
        }
        for (String dependencies : List.of("dependencies", "dependencyManagement/dependencies")) {
            pom.maps(dependencies + "/dependency").forEach(dependency -> {
                String id = dependency.get("groupId") + ":" + dependency.get("artifactId");
                String scope = dependency.getOrDefault("scope", "compile");
                if (!List.of("compile", "runtime", "provided").contains(scope)) {
                    violations.add(id + " has the scope " + scope);
                }
                if (!dependency.containsKey("version")) {
                    violations.add(id + " has no version");
                }
            });
        }
        return violations;
    }
}
