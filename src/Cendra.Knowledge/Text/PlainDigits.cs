using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Cendra.Knowledge.Text;

/// <summary>
/// Digits however they are written: full-width, Arabic-Indic, circled, superscript, keycaps, those of Chinese and Japanese, and the number words of ten languages, all as 0 to 9. For looking only; the result
/// is never shown.
/// </summary>
public static partial class PlainDigits
{
    /// <summary>No lock takes a shorter code.</summary>
    private const int Shortest = 4;
    private const int KeycapTen = 0x1F51F;

    /// <summary>Nought to ten in Chinese and Japanese: as they are written, as they stand on cheques, and the other signs for nought, one and two.</summary>
    private const string SignsOfNumbers = "零一二三四五六七八九十〇壹贰叁肆伍陆柒捌玖拾〇幺两";
    private const int SignsOfOneRow = 11;

    private static readonly Dictionary<string, string> Words = Read(
        "0 zero oh nought cero null zero", "1 one uno una un eins ein eine une", "2 two dos zwei zwo deux", "3 three tres drei trois", "4 four cuatro vier quatre", "5 five cinco funf fuenf cinq",
        "6 six seis sechs", "7 seven siete sieben sept", "8 eight ocho acht huit", "9 nine nueve neun neuf", "10 ten diez zehn dix", "11 eleven once elf onze", "12 twelve doce zwolf zwoelf douze",
        "13 thirteen trece dreizehn treize", "14 fourteen catorce vierzehn quatorze", "15 fifteen quince funfzehn quinze", "16 sixteen dieciseis sechzehn seize", "17 seventeen diecisiete siebzehn", "18 eighteen dieciocho achtzehn",
        "19 nineteen diecinueve neunzehn", "20 twenty veinte zwanzig vingt", "21 veintiuno einundzwanzig", "22 veintidos", "23 veintitres", "24 veinticuatro", "25 veinticinco", "26 veintiseis", "27 veintisiete", "28 veintiocho", "29 veintinueve",
        "30 thirty treinta dreissig trente", "40 forty fourty cuarenta vierzig quarante", "50 fifty cincuenta funfzig cinquante", "60 sixty sesenta sechzig soixante", "70 seventy setenta siebzig septante", "80 eighty ochenta achtzig huitante",
        "90 ninety noventa neunzig nonante", "00 hundred hundert", "000 thousand mil tausend mille",
        // Left out where another language has the word in every sentence: um (one, German "at"), on (ten, English), bin (thousand, German "am").
        "0 sifir صفر", "1 bir واحد واحده", "2 due dois duas iki اثنان اثنين اثنتان", "3 tre uc ثلاثه ثلاث", "4 quattro quatro dort اربعه اربع", "5 cinque bes خمسه خمس", "6 sei alti سته ست", "7 sette sete yedi سبعه سبع",
        "8 otto oito sekiz ثمانيه ثماني ثمان", "9 nove dokuz تسعه تسع", "10 dieci dez عشره", "11 undici onbir", "12 dodici doze oniki", "13 tredici treze", "14 quattordici", "15 quindici quinze", "16 sedici dezasseis dezesseis", "17 diciassette dezassete dezessete",
        "18 diciotto dezoito", "19 diciannove dezanove dezenove", "20 venti vinte yirmi عشرون عشرين وعشرون وعشرين", "30 trenta trinta otuz ثلاثون ثلاثين وثلاثون وثلاثين", "40 quaranta quarenta kirk اربعون اربعين واربعون واربعين",
        "50 cinquanta cinquenta elli خمسون خمسين وخمسون وخمسين", "60 sessanta sessenta altmis ستون ستين وستون وستين", "70 settanta setenta yetmis سبعون سبعين وسبعون وسبعين", "80 ottanta oitenta seksen ثمانون ثمانين وثمانون وثمانين", "90 novanta noventa doksan تسعون تسعين وتسعون وتسعين");

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text in one line, lower case, without accents, with digits 0 to 9; words that only join digits are gone.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in CleanText.Visible(text).EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                plain.Append((char)rune.Value); // Most of a text, and nothing to look up.
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.EnclosingMark or UnicodeCategory.NonSpacingMark))
            {
                plain.Append(Digits(rune) ?? rune.ToString());
            }
        }

        var folded = Accents(plain.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant());
        return One().Replace(Joiner().Replace(WithNumbers(Compound().Replace(folded, m => $" {Words[m.Groups[2].Value]}{Words[m.Groups[1].Value]} ")), " "), "1");
    }

    /// <summary>Digits stand in it in a form other than 0 to 9, or parted one by one: somebody hides a code. Signs for numbers are plain words in Chinese and Japanese ("two nights, four people"): only a row of them counts.</summary>
    public static bool HoldsDisguise(string text) => Single().IsMatch(Of(text)) || CleanText.Visible(text).EnumerateRunes().Count(r => r.Value > 0x7F && !FoldedText.IsUnspaced(r) && Digits(r) is not null) >= Shortest;

    private static string? Digits(Rune rune)
    {
        var sign = rune.IsBmp ? SignsOfNumbers.IndexOf((char)rune.Value, StringComparison.Ordinal) : -1;
        var value = rune.Value == KeycapTen ? 10 : sign >= 0 ? sign % SignsOfOneRow : Rune.GetNumericValue(rune);
        var digits = value >= 0 && value <= 1000 && value == Math.Floor(value) ? ((int)value).ToString(CultureInfo.InvariantCulture) : null;
        return digits is not null && FoldedText.IsUnspaced(rune) ? $" {digits} " : digits; // A sign for a number may be part of a word that only stands before a time: "Monday 16:00" has one in Chinese.
    }

    /// <summary>Words of numbers as their digits. By hand: of the long texts that it reads hardly a word is one, and a replacement by expressions remembers each.</summary>
    private static string WithNumbers(string text)
    {
        var (read, from) = (new StringBuilder(text.Length), 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetter(text[i]))
            {
                continue;
            }

            var start = i;
            while (i + 1 < text.Length && char.IsLetter(text[i + 1]))
            {
                i++;
            }

            if (Digits(text.AsSpan(start, i + 1 - start)) is { } digits)
            {
                read.Append(text, from, start - from).Append(digits);
                from = i + 1;
            }
        }

        return from == 0 ? text : read.Append(text, from, text.Length - from).ToString();
    }

    private static string? Digits(ReadOnlySpan<char> word) =>
        word[^1] == 'ة' ? Words.GetValueOrDefault(FoldedEnd(word.ToString())) : BySpan.TryGetValue(word, out var digits) ? digits : null;

    /// <summary>An Arabic word may be written with the dots of its last letter or without them.</summary>
    private static string FoldedEnd(string word) => word[^1] == 'ة' ? $"{word[..^1]}ه" : word;

    private static string Accents(string text) => string.Concat(text.Normalize(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).Replace("ß", "ss", StringComparison.Ordinal).Replace('ı', 'i');

    private static Dictionary<string, string> Read(params IEnumerable<string> lines) => lines.Select(l => l.Split(' '))
        .SelectMany(l => l.Skip(1).Select(word => (word, Digits: l[0]))).DistinctBy(w => w.word).ToDictionary(w => w.word, w => w.Digits, StringComparer.Ordinal);

    /// <summary>Portuguese "one" where a number stands before it; elsewhere it is German "at".</summary>
    [GeneratedRegex(@"(?<=\d[^\p{L}\d\n]{1,4})uma?\b")]
    private static partial Regex One();

    [GeneratedRegex(@"(?<!\d)\d(?:[^\p{L}\d\n]{1,4}\d){3,}(?!\d)")]
    private static partial Regex Single();

    /// <summary>German tens: "achtundvierzig".</summary>
    [GeneratedRegex("(ein|zwei|drei|vier|funf|sechs|sieben|acht|neun)und(zwanzig|dreissig|vierzig|funfzig|sechzig|siebzig|achtzig|neunzig)", RegexOptions.NonBacktracking)]
    private static partial Regex Compound();

    [GeneratedRegex(@"\b(then|and|followed by|next|digit|number|y|luego|despues|seguido de|und|dann|danach|et|puis|ensuite|lastly|finally|poi|quindi|infine|seguito da|e|depois|seguido por|sonra|ve|ardindan|ثم|و|بعدها|然后|再|接着|最后|次に|そして|最後に)\b ?", RegexOptions.NonBacktracking)]
    private static partial Regex Joiner();
}
