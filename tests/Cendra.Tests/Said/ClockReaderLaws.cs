using System.Globalization;
using Cendra.Lifecycle.Said;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Said;

/// <summary>Any time, written in any of the ways, is read as that time, and digits are found in any disguise.</summary>
public sealed class ClockReaderLaws
{
    /// <summary>How a time is written; whether it says which half of the day it means.</summary>
    private static readonly (Func<TimeOnly, string?> Write, bool IsExact)[] Ways =
    [
        (t => $"{t:HH:mm}", false),
        (t => $"at {t.Hour}:{t:mm}", false),
        (t => t.Minute % 15 == 0 ? $"um {t:HH.mm}" : $"um {t:HH.mm} Uhr", false),
        (t => $"{t.Hour}h{t:mm}", false),
        (t => $"{t.Hour} h {t:mm}", false),
        (t => t.Minute == 0 ? $"à {t.Hour} h" : null, false),
        (t => t.Minute == 0 ? $"{t.Hour}h" : null, false),
        (t => t.Minute == 0 ? $"um {t.Hour} Uhr" : $"um {t.Hour} Uhr {t:mm}", false),
        (t => $"a las {t.Hour}:{t:mm}", false),
        (t => t.Minute == 0 ? $"alle {t.Hour}" : $"alle {t.Hour}:{t:mm}", false),
        (t => t.Minute == 0 ? $"alle ore {t.Hour}" : null, false),
        (t => t.ToString("h:mm tt", CultureInfo.InvariantCulture), true),
        (t => t.ToString("h:mm tt", CultureInfo.InvariantCulture).Replace("AM", "a.m.", StringComparison.Ordinal).Replace("PM", "p.m.", StringComparison.Ordinal), true),
        (t => t.Minute == 0 ? t.ToString("htt", CultureInfo.InvariantCulture).ToLowerInvariant() : null, true),
        (t => t.Minute == 0 ? $"at {t.ToString("h tt", CultureInfo.InvariantCulture).ToLowerInvariant()}" : null, true),
        (t => t is { Minute: 0, Hour: > 12 and < 20 } ? $"a las {t.Hour - 12} de la tarde" : null, true),
        (t => t is { Hour: 12, Minute: 0 } ? "at noon" : null, true),
    ];

    private static readonly string[] Around = ["{0}", "Come {0}, please.", "({0})", "Montag {0}.", "El lunes 1 de junio {0}", "Le 3 mai {0} !", "x {0}; 20 € and 2 nights"];

    private static readonly Func<string, string>[] Disguises =
    [
        d => d, d => string.Join(' ', d.ToCharArray()), d => string.Join('-', d.ToCharArray()), d => string.Join('.', d.ToCharArray()), d => string.Join(" - ", d.ToCharArray()), d => $"{d[..(d.Length / 2)]} {d[(d.Length / 2)..]}",
        d => string.Concat(d.Select(c => (char)('０' + (c - '0')))), d => string.Concat(d.Select(c => (char)('٠' + (c - '0')))), d => string.Concat(d.Select(c => c + "\uFE0F\u20E3")), d => string.Join('\u200B', d.ToCharArray()),
        d => string.Join(' ', d.Select(c => "zero one two three four five six seven eight nine".Split(' ')[c - '0'])), d => string.Join(", ", d.Select(c => "null eins zwei drei vier fünf sechs sieben acht neun".Split(' ')[c - '0'])),
    ];

    [Property(MaxTest = 2000)]
    public Property A_time_is_read_as_it_was_written() => Prop.ForAll(
        (from minutes in Gen.Choose(0, (24 * 60) - 1) from way in Gen.Choose(0, Ways.Length - 1) from around in Gen.Elements(Around) select (minutes, way, around)).ToArbitrary(), c =>
    {
        var time = new TimeOnly(c.minutes / 60, c.minutes % 60);
        if (Ways[c.way].Write(time) is not { } written)
        {
            return true;
        }

        var read = ClockReader.Of(SaidText.Of(string.Format(CultureInfo.InvariantCulture, c.around, written)));
        return read.Count == 1 && read[0].IsAt(time) && (!Ways[c.way].IsExact || read[0].OrAt is null);
    });

    [Property(MaxTest = 1000)]
    public Property A_code_that_somebody_else_has_is_found_in_any_disguise() => Prop.ForAll(
        (from code in Gen.Choose(0, 9999_9999) from length in Gen.Choose(4, 8) from way in Gen.Choose(0, Disguises.Length - 1) select (code, length, way)).ToArbitrary(), c =>
    {
        var digits = (c.code % (int)Math.Pow(10, c.length)).ToString($"D{c.length}", CultureInfo.InvariantCulture);
        var codes = SpokenCodes.Of(SaidText.Of($"Your code is {Disguises[c.way](digits)}"), SaidHouse.Hash);
        return codes.Any(f => f.Hash == SaidHouse.Hash(digits) && f.SaysCode);
    });

    [Fact]
    public void Lengths_dates_and_prices_are_no_times()
    {
        foreach (var text in new[] { "24 h a day", "within 2 h", "3 h before check-in", "15.06.", "am 15.06.2026", "12.50 €", "€ 15.00", "Flat 3-2", "+34 600 11 12 13", "3 nights", "1. Juni", "2 hours later", "from 3 June", "bis 4. Juli" })
        {
            Assert.True(ClockReader.Of(SaidText.Of(text)).Count == 0, text);
        }
    }
}
