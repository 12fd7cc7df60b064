package org.librate.nn.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.data.BadFileException;
import org.librate.core.data.TokenWindows;
import org.librate.core.text.CharTokenizer;
import org.librate.core.text.Tokenizer;
import org.librate.nn.model.Gpt;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.SaveOptions;
import org.librate.nn.train.Trainer;

class LanguageModelFileTest {

    private static final String TEXT = "to be or not to be that is the question ".repeat(4);

    @TempDir
    private Path folder;

    private static Classifier trained(Tokenizer tokenizer) {
        return Trainer.classifier(Gpt.of(tokenizer.size(), 8).withLayers(1).withHeads(2).withWidth(8)).epochs(1).batchSize(4).seed(1)
                .fit(TokenWindows.of(tokenizer.encode(TEXT), 8));
    }

    @Test void holds_the_vocabulary() throws IOException {
        Tokenizer tokenizer = CharTokenizer.of(TEXT).withSpecials("<end>");
        LanguageModel model = LanguageModel.of(trained(tokenizer), tokenizer);
        Path file = folder.resolve("model.safetensors");
        model.withCache(false).save(file);
        LanguageModel same = LanguageModel.load(file);
        Sampling drawn = Sampling.of(3);
        assertThat(same.generate("to be", 20, drawn)).isEqualTo(model.generate("to be", 20, drawn));
        assertThat(same.withStops("<end>")).isNotNull();
        assertThat(Classifier.load(file).tokenizer()).hasValueSatisfying(loaded -> assertThat(loaded.toJson()).isEqualTo(tokenizer.toJson()));
    }

    @Test void goes_along_with_any_classifier() throws IOException {
        Tokenizer tokenizer = CharTokenizer.of(TEXT);
        Classifier model = trained(tokenizer);
        Path file = folder.resolve("classifier.safetensors");
        model.save(file, SaveOptions.create().withTokenizer(tokenizer));
        assertThat(Classifier.load(file).tokenizer()).isPresent();
        assertThat(model.tokenizer()).isEmpty();
    }

    @Test void says_what_is_missing() throws IOException {
        Tokenizer tokenizer = CharTokenizer.of(TEXT);
        Classifier model = trained(tokenizer);
        Path file = folder.resolve("bare.safetensors");
        model.save(file);
        assertThatThrownBy(() -> LanguageModel.load(file)).isInstanceOf(BadFileException.class).hasMessageContaining("bare.safetensors")
                .hasMessageContaining("tokenizer");
        assertThatThrownBy(() -> LanguageModel.of(model.network(), tokenizer).save(file)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("trained");
    }
}
