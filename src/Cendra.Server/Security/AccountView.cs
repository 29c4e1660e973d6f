namespace Cendra.Server.Security;

/// <summary>What the account page shows. Key and codes are secrets: they stand here only in the answer that hands them out.</summary>
public sealed record AccountView(string Name, string Email, string Role, bool HasAuthenticator)
{
    /// <summary>What just happened; empty = nothing.</summary>
    public string Notice { get; init; } = "";

    /// <summary>The notice says that something was refused.</summary>
    public bool NoticeIsBad { get; init; }

    /// <summary>The authenticator's key to scan, as SVG.</summary>
    public string QrSvg { get; init; } = "";

    /// <summary>The same to type.</summary>
    public string Key { get; init; } = "";

    /// <summary>Shown once.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    /// <summary>Without secrets.</summary>
    public override string ToString() => nameof(AccountView);
}
