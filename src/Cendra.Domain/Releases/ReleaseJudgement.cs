namespace Cendra.Domain.Releases;

/// <summary>What the last run of the safety scenarios says of a release. Only what <see cref="Held"/> may be put in force.</summary>
public enum ReleaseJudgement
{
    /// <summary>They have not run on exactly this content.</summary>
    NotRun = 0,

    /// <summary>They ran on exactly this content, held against other test cases, other scenarios or another build of Cendra than now.</summary>
    OtherGround = 1,

    /// <summary>Some did not hold, or none was played.</summary>
    Failed = 2,

    /// <summary>They held, and the model that must have read these words was not asked.</summary>
    NoModel = 3,

    /// <summary>All held, on exactly this and against all that counts now.</summary>
    Held = 4,
}

/// <summary>One run of the safety scenarios.</summary>
/// <param name="Hash">Of all words and the policy that they ran on.</param>
/// <param name="Ground">Of the build of Cendra, the files of the scenarios and the kept cases.</param>
/// <param name="Held">Scenarios that held.</param>
/// <param name="Failed">Scenarios that did not.</param>
/// <param name="With">What answered in them, in words.</param>
/// <param name="Model">The model that was asked and answered; empty = none.</param>
/// <param name="Failures">JSON array of those that failed.</param>
/// <param name="LeftOut">JSON array of those of which only leaks and broken rules counted.</param>
public sealed record ReleaseRun(string Hash, string Ground, int Held, int Failed, string With, string Model, string Failures, string LeftOut);
