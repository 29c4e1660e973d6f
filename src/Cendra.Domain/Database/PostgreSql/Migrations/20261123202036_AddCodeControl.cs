using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Cendra.Domain.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class AddCodeControl : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "FormerPropertyId",
                table: "Stays",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "Stays",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "MovedUtc",
                table: "Stays",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "OverlapAcceptedUtc",
                table: "Stays",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "RevokeAfterUtc",
                table: "Stays",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AccountId",
                table: "SmartLocks",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AuditDueUtc",
                table: "SmartLocks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AuditedUtc",
                table: "SmartLocks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BatteryStatus",
                table: "SmartLocks",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "HasBackupCodes",
                table: "SmartLocks",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsKeypadConnected",
                table: "SmartLocks",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "KeypadBatteryLevel",
                table: "SmartLocks",
                type: "double precision",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NameLongest",
                table: "SmartLocks",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "NameShortest",
                table: "SmartLocks",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TimeFrames",
                table: "SmartLocks",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "TimeZoneId",
                table: "SmartLocks",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Warning",
                table: "SmartLocks",
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "FallbackSecret_Ciphertext",
                table: "Properties",
                type: "bytea",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FallbackSecret_Hash",
                table: "Properties",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FallbackSecret_Length",
                table: "Properties",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FallbackWords",
                table: "Properties",
                type: "character varying(500)",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "OwnersGetCodes",
                table: "Properties",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<TimeOnly>(
                name: "MorningAt",
                table: "HostContacts",
                type: "time without time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "FoundCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LockId = table.Column<Guid>(type: "uuid", nullable: false),
                    SeamAccessCodeId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    NameOnLock = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    IsManaged = table.Column<bool>(type: "boolean", nullable: false),
                    AccessCodeId = table.Column<Guid>(type: "uuid", nullable: true),
                    PinHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    FromUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    UntilUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FirstSeenUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastSeenUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    GoneUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Decision = table.Column<int>(type: "integer", nullable: false),
                    DecidedUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OwnerName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    KeepUntilUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FoundCodes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_FoundCodes_AccessCodes_AccessCodeId",
                        column: x => x.AccessCodeId,
                        principalTable: "AccessCodes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_FoundCodes_SmartLocks_LockId",
                        column: x => x.LockId,
                        principalTable: "SmartLocks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LockReadings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LockId = table.Column<Guid>(type: "uuid", nullable: false),
                    AtUtc = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsOnline = table.Column<bool>(type: "boolean", nullable: false),
                    BatteryLevel = table.Column<double>(type: "double precision", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LockReadings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LockReadings_SmartLocks_LockId",
                        column: x => x.LockId,
                        principalTable: "SmartLocks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Stays_FormerPropertyId",
                table: "Stays",
                column: "FormerPropertyId");

            migrationBuilder.CreateIndex(
                name: "IX_SmartLocks_AuditDueUtc",
                table: "SmartLocks",
                column: "AuditDueUtc");

            migrationBuilder.CreateIndex(
                name: "IX_FoundCodes_AccessCodeId",
                table: "FoundCodes",
                column: "AccessCodeId");

            migrationBuilder.CreateIndex(
                name: "IX_FoundCodes_LockId_SeamAccessCodeId",
                table: "FoundCodes",
                columns: new[] { "LockId", "SeamAccessCodeId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LockReadings_LockId_AtUtc",
                table: "LockReadings",
                columns: new[] { "LockId", "AtUtc" });

            migrationBuilder.AddForeignKey(
                name: "FK_Stays_Properties_FormerPropertyId",
                table: "Stays",
                column: "FormerPropertyId",
                principalTable: "Properties",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Stays_Properties_FormerPropertyId",
                table: "Stays");

            migrationBuilder.DropTable(
                name: "FoundCodes");

            migrationBuilder.DropTable(
                name: "LockReadings");

            migrationBuilder.DropIndex(
                name: "IX_Stays_FormerPropertyId",
                table: "Stays");

            migrationBuilder.DropIndex(
                name: "IX_SmartLocks_AuditDueUtc",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "FormerPropertyId",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "MovedUtc",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "OverlapAcceptedUtc",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "RevokeAfterUtc",
                table: "Stays");

            migrationBuilder.DropColumn(
                name: "AccountId",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "AuditDueUtc",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "AuditedUtc",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "BatteryStatus",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "HasBackupCodes",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "IsKeypadConnected",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "KeypadBatteryLevel",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "NameLongest",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "NameShortest",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "TimeFrames",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "TimeZoneId",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "Warning",
                table: "SmartLocks");

            migrationBuilder.DropColumn(
                name: "FallbackSecret_Ciphertext",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "FallbackSecret_Hash",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "FallbackSecret_Length",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "FallbackWords",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "OwnersGetCodes",
                table: "Properties");

            migrationBuilder.DropColumn(
                name: "MorningAt",
                table: "HostContacts");
        }
    }
}
