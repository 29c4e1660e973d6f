using System.Globalization;
using Cendra.Knowledge.Text;

namespace Cendra.Agent.Models;

/// <summary>A text whose mail addresses and telephone numbers stand as places of their own while a model reads it, and come back where it left them. It does not print itself.</summary>
internal sealed class HiddenAddresses
{
    private readonly List<(string Place, string Address)> _hidden = [];

    public HiddenAddresses(string text) => Text = CleanText.WithoutAddresses(text, mail => Hide("mail", mail), number => Hide("number", number));

    /// <summary>For the model.</summary>
    public string Text { get; }

    /// <summary>What the model made of it, with the addresses.</summary>
    public string Shown(string said) => _hidden.Aggregate(said, (text, hidden) => text.Replace(hidden.Place, hidden.Address, StringComparison.Ordinal));

    /// <inheritdoc />
    public override string ToString() => nameof(HiddenAddresses);

    private string Hide(string kind, string address)
    {
        _hidden.Add((string.Create(CultureInfo.InvariantCulture, $"[[{kind}:{_hidden.Count + 1}]]"), address));
        return _hidden[^1].Place;
    }
}
