using Cendra.Domain.Releases;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Domain.Database;

/// <summary>The part of the model about what is in force, by <see cref="CendraModel"/>'s rules.</summary>
internal static class ReleaseModel
{
    public static void Build(ModelBuilder b)
    {
        b.Entity<Release>(e =>
        {
            CendraModel.Lengths(e, (nameof(Release.Remark), CendraModel.Line), (nameof(Release.WrittenBy), CendraModel.Short), (nameof(Release.PublishedBy), CendraModel.Short), (nameof(Release.RunHash), CendraModel.Short), (nameof(Release.RunGround), CendraModel.Short), (nameof(Release.RunWith), CendraModel.Name), (nameof(Release.RunModel), CendraModel.Name));
            e.HasIndex(r => r.Number).IsUnique();
            e.HasIndex(r => r.State);
        });
        b.Entity<EvalCase>(e =>
        {
            CendraModel.Lengths(e, (nameof(EvalCase.OriginKey), CendraModel.Short), (nameof(EvalCase.Language), 35), (nameof(EvalCase.NotSaid), CendraModel.Line), (nameof(EvalCase.KeptBy), CendraModel.Short));
            e.HasIndex(c => c.OriginKey).IsUnique();
        });
    }
}
