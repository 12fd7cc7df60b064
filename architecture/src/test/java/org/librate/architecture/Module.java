package org.librate.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A module of the build, as its folder and its POM show it. The parent POM lists them, so a new one joins by itself. */
record Module(String name, Path folder) {

    private static final String ARTIFACT_PREFIX = "librate-";

    static List<Module> all() {
        Path root = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize().getParent();
        List<Module> modules = new ArrayList<>();
        NodeList names = read(root.resolve("pom.xml")).getElementsByTagName("module");
        for (int i = 0; i < names.getLength(); i++) {
            String name = names.item(i).getTextContent().trim();
            modules.add(new Module(name, root.resolve(name)));
        }
        return modules;
    }

    /** The modules that its POM names as dependencies, in any scope. */
    Set<String> dependencies() {
        Set<String> found = new TreeSet<>();
        NodeList dependencies = read(folder.resolve("pom.xml")).getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            String artifact = ((Element) dependencies.item(i)).getElementsByTagName("artifactId").item(0).getTextContent().trim();
            if (artifact.startsWith(ARTIFACT_PREFIX)) {
                found.add(artifact.substring(ARTIFACT_PREFIX.length()));
            }
        }
        return found;
    }

    boolean hasMainCode() {
        return Files.isDirectory(folder.resolve("src/main/java"));
    }

    /** Its compiled main classes. */
    JavaClasses classes() {
        Path compiled = folder.resolve("target/classes");
        if (!Files.isDirectory(compiled)) {
            throw new AssertionError("Module \"" + name + "\" is not compiled: run Maven on the whole build, from the folder of the parent POM.");
        }
        return new ClassFileImporter().importPath(compiled);
    }

    String rootPackage() {
        return "org.librate." + name;
    }

    private static Document read(Path pom) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError("Cannot read " + pom, e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
