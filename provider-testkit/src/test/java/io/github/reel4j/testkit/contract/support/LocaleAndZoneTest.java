package io.github.reel4j.testkit.contract.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.TIME_ZONE)
@ResourceLock(Resources.LOCALE)
class LocaleAndZoneTest {

    @Test
    void each_locale_and_zone_is_set_and_then_restored() {
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        List<String> january = new ArrayList<>();

        LocaleAndZone.inEach(() -> january.add(ZoneId.systemDefault() + " "
                + DateTimeFormatter.ofPattern("MMM").format(LocalDate.of(2026, 1, 1))));

        assertThat(january).hasSize(2).noneMatch(each -> each.endsWith("Jan"));
        assertThat(january.get(0)).startsWith("Asia/Kathmandu ");
        assertThat(january.get(1)).startsWith("America/St_Johns ");
        assertThat(TimeZone.getDefault()).isEqualTo(zone);
        assertThat(Locale.getDefault()).isEqualTo(locale);
    }
}
