using Cendra.Lifecycle.Seam;

namespace Cendra.Lifecycle.AccessCodes;

/// <summary>What failed at Seam during one look: reported at its end, after everything known was saved. Trouble that may pass counts before trouble that stays.</summary>
public sealed class SeamTrouble
{
    /// <summary>The failure to report; null when all went well.</summary>
    public SeamException? Found { get; private set; }

    /// <summary>Remembers a failure.</summary>
    public void Note(SeamException failure) => Found = failure.Retry == SeamRetry.Later || Found is null ? failure : Found;
}
