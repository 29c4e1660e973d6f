using System.Text;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Language;

/// <summary>What the letters of a text alone say of its language.</summary>
internal static class Scripts
{
    /// <summary>A sign of Chinese or Japanese says about as much as so many letters.</summary>
    private const int LettersASign = 4;

    /// <summary>A Japanese guest writes a word or two without kana ("住所", "駐車場"), hardly a sentence.</summary>
    private const int LongestWithoutKana = 4;

    /// <summary>The language that the letters show, empty where most of them are Latin or there are none.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="before">The language so far: a few signs that Chinese and Japanese share are read in it.</param>
    public static string LanguageOf(string text, string before)
    {
        var (latin, arabic, persian, signs, kana, others) = (0, 0, 0, 0, 0, 0);
        foreach (var rune in text.EnumerateRunes().Where(Rune.IsLetter))
        {
            _ = rune.Value switch
            {
                < 0x250 or (>= 0x1E00 and <= 0x1EFF) or (>= 0xFF21 and <= 0xFF5A) => latin++,
                0x06CC or 0x06A9 or 0x0679 or 0x0688 or 0x0691 or 0x06D2 or 0x06BE => persian++, // Letters of Persian and Urdu that Arabic does not write.
                (>= 0x0600 and <= 0x06FF) or (>= 0x0750 and <= 0x077F) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) => arabic++,
                (>= 0x3040 and <= 0x30FF) or (>= 0xFF66 and <= 0xFF9D) => kana++,
                _ => FoldedText.IsUnspaced(rune) ? signs++ : others++,
            };
        }

        var asian = (signs + kana) * LettersASign;
        return new[] { asian, arabic + persian, others, latin }.Max() is not (> 0 and var most) || most == latin ? ""
            : most == asian ? kana > 0 || (before == "ja" && signs <= LongestWithoutKana) ? "ja" : "zh"
            : most == others || persian > 0 ? Languages.Other : "ar";
    }
}
