using Cendra.Knowledge.Text;

namespace Cendra.Agent.Guardrails;

/// <summary>All that a model was told in a turn, which every check reads. As plain digits it is read once and not once a check: it is the longest text of a turn.</summary>
internal sealed class ToldText(string text)
{
    private readonly Lazy<string> _digits = new(() => PlainDigits.Of(text));

    /// <summary>As it was told.</summary>
    public string Text => text;

    /// <summary>As <see cref="PlainDigits"/>.</summary>
    public string Digits => _digits.Value;

    public static implicit operator ToldText(string text) => new(text);

    /// <inheritdoc />
    public override string ToString() => nameof(ToldText);
}
